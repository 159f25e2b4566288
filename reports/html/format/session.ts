/** Sessions as instants for the axes, and instants as text. */

const DAY_ONLY = 10

/** Epoch milliseconds of a session (`2009-01-02`) or of an instant (`2009-01-02T14:31Z`, zone optional); NaN for others. */
export function sessionTime(session: string): number {
  if (session.length <= DAY_ONLY) return Date.parse(`${session}T00:00:00Z`)
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(session) ? session : `${session}Z`)
}

/** `2009-01-02 14:31 UTC` of a UTC instant. */
export const instantText = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`

/** `2009-01-02`, with the time of day where it is not midnight. */
export function timeText(time: number): string {
  const iso = new Date(time).toISOString()
  return iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}
