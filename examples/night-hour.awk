# The rule of night-hour.js in awk: MB of a line within one hour between 23 and 7.
#
#   npx billshock bench june -d 'exec-csv:awk -W interactive -v tz=8 -f examples/night-hour.awk:name=night-awk,reads=up+down,threshold=500'
#
# The score is in MB, so the threshold is 500. Sums are kept for every hour, so that a record that
# comes late is counted where it belongs. An empty line ends a batch and is answered by one.
# `-W interactive` makes mawk read line by line; other awks don't need it.
BEGIN { FS = "," }
NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
NF == 0 { print ""; fflush(); next }
{
  hour = int($column["time"] / 3600000) + tz
  clock = hour % 24
  if (clock < 23 && clock >= 7) next
  line = $column["device"]
  used[line, hour] += ($column["up"] + $column["down"]) / 1048576
  printf "%d,%.9f\n", $1, used[line, hour]
}
