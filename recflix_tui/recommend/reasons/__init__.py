"""Why a title is predicted and picked as it is, in figures and words."""
