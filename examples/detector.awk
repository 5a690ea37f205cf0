# A rule in awk, as a router or a mediation host can run it:
#   billshock bench -d 'exec-csv:awk -W interactive -f examples/detector.awk:view=charging,reads=down'
#
# Reads CSV lines: a header that names the columns, one line a row, an empty line behind each batch.
# Prints `row,score` lines for the rows that it wants to name, and an empty line for each empty line.
# `-W interactive` makes mawk read line by line; other awks don't need it.
BEGIN { FS = "," }
NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
NF == 0 { print ""; fflush(); next }
{
  device = $column["device"]
  hour = int($column["time"] / 3600000)
  if (hour != seen[device]) { seen[device] = hour; used[device] = 0 }
  used[device] += $column["down"]
  if (used[device] >= 1048576) printf "%d,%d\n", $1, used[device]
}
