/** The mark that a load of a user's own file leaves on the urls of the files it takes. */

/** Node keeps a module for ever under its url: a url of its own gives each load the files as they stand. */
const MARK = /[?&#]stillhalter=(\d+)/

/** Number of the load that a url belongs to; null = none. */
export function loadOf(url: string | undefined): number | null {
  const [, load] = MARK.exec(url ?? '') ?? []
  return load === undefined ? null : Number(load)
}

/** The body of a data: url would take a query for its own. */
export function marked(url: string, load: number): string {
  const sign = url.startsWith('data:') ? '#' : url.includes('?') ? '&' : '?'
  return `${url}${sign}stillhalter=${load}`
}

/** A text without the marks in it. */
export const unmarked = (text: string): string => text.replaceAll(new RegExp(MARK, 'g'), '')

/** Whether a path or url is of an installed package. */
export const isPackageFile = (path: string): boolean => /[\\/]node_modules[\\/]/.test(path)
