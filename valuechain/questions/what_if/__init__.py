"""What if: scenarios followed week by week."""
