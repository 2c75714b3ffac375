"""The desk (`desk`): records in forms beside the preview, for those who write no YAML.

forms.py tells what a form asks, county.py what stands in the files, saving.py writes it back by patches, journal.py undoes it, server.py brings
all of it to a browser on this machine.
"""
