"""Names and order of the 55 points that the lifter sees: 13 of the body, then 21 of the left and 21 of the right hand.

Body points carry the index of MediaPipe's pose landmark they come from; hands are in MediaPipe's order.
"""

BODY = ["nose", "leftEye", "rightEye", "leftEar", "rightEar", "leftShoulder", "rightShoulder",
        "leftElbow", "rightElbow", "leftWrist", "rightWrist", "leftHip", "rightHip"]
POSE_INDEX = [0, 2, 5, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24]
BODY_COUNT, HAND_COUNT, POINT_COUNT = 13, 21, 55
SHOULDERS, ELBOWS, WRISTS, HIPS = (5, 6), (7, 8), (9, 10), (11, 12)
HANDS = (13, 34)  # first point of the left and of the right hand
WINDOW = 27  # frames
# wrist to tip: thumb, index, middle, ring, little
CHAINS = [[0, 1, 2, 3, 4], [0, 5, 6, 7, 8], [0, 9, 10, 11, 12], [0, 13, 14, 15, 16], [0, 17, 18, 19, 20]]
HAND_PARENT = [0, 0, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15, 0, 17, 18, 19]
