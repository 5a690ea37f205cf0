/**
 * Writes one field of a CSV file as RFC 4180 has it: what holds a comma, a quote or a line end is
 * quoted, and quotes are doubled. So is what begins or ends with white space, which readers may trim.
 */
export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
