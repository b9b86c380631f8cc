"""What was learned from annotated documents: weights, and plain integer arithmetic over them.

Weights are whole numbers (thousandths of a logit), so a sum does not depend on its order nor on the processor, and the
same document gives the same bytes everywhere. They are trained by ``scripts/train.py``; the card is docs/model.md.
"""
