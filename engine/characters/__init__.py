"""Characters that are not people: cut out of pictures, checked for human faces, kept sealed."""
