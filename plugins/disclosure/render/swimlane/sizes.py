"""Measures of the drawing in px, kept in one place because boxes, channels and printing must agree."""

MIN_WIDTH = 960  # narrower drawings are spread: the page shows every drawing at least this wide
FEW, LANE_WIDTH = 2, 260  # but those of so few lanes only to this for a lane: a telephone shows nearly all of them
BOX_WIDTH, BOX_HEIGHT = 184, 56
PILL, HEX = 28, 14  # radius of 开始/结束; how far a 判断 reaches out beyond its flat top
LANE_GAP, EDGE_GAP = 56, 28  # between the boxes of two lanes; between the outer boxes and the frame
ROW_GAP, FIRST_GAP, LAST_GAP = 52, 28, 24
TRACK_X, TRACK_Y = 13, 14  # between two parallel lines in one channel
ARROW = 10  # length of an arrow head
CLEAR = 18  # between a box and the first line beside it: an arrow head and a little shaft
FRAME = 10  # between the outermost line and the frame

NAME, NUMBER, LIMIT, ANSWER, LANE = 16, 15, 14, 15, 17  # font sizes, as in the style sheet
NAME_LINE, LIMIT_LINE, ANSWER_LINE, LANE_LINE = 22, 20, 20, 24
NUMBER_GAP = 6
HEAD_HEIGHT = 48
EPS = 8  # two lines nearer than this look like one
