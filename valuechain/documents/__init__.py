"""Documents made from the blocks of the questions: what people open, print and send."""
