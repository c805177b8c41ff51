// The first and the last day of a release.
{span}
RETURN first, last
