# A rule in awk, as a router or a mediation host can run it:
#   billshock bench -d 'exec-csv:awk -W interactive -f examples/detector.awk:view=charging,reads=down'
#
# Scores the bytes that a line has taken in the hour (UTC) in which a record closed, from 1 MB on.
#
# Reads CSV lines: a header that names the columns, one line a row, an empty line behind each batch.
# Prints `row,score` lines for the rows that it wants to name, and an empty line for each empty line.
# `-W interactive` makes mawk read line by line; other awks don't need it.
#
# Rows come in the order in which they became visible, so that a record of an earlier hour may come
# late: each hour has a sum of its own, and none is begun anew.
BEGIN { FS = "," }
NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
NF == 0 { print ""; fflush(); next }
{
  hour = int($column["time"] / 3600000)
  total = used[$column["device"], hour] += $column["down"]
  if (total >= 1048576) printf "%d,%.17g\n", $column["row"], total
}
