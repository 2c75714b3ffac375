"""The registers (台账), one module for each part of the site.  A new module has its line here."""
from disclosure.model.registers import channels, work

__all__ = ["channels", "work"]
