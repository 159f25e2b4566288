/** Text from outside that does more than be read: it steers a terminal, turns lines round, or starts a formula. */

/** C0 and C1 controls, marks that turn the direction of writing, and the line ends of Unicode. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/** Whether a text holds a control character: line ends and tabs are some. */
export const hasControls = (text: string): boolean => text.search(CONTROLS) >= 0

/** Control characters as they are written in JSON, `\u001b`; those in `kept` stay. */
export const escapeControls = (text: string, kept = ''): string =>
  text.replace(CONTROLS, sign =>
    kept.includes(sign) ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Whether a spreadsheet would take a text for a formula. A number with a sign is none. */
export const startsFormula = (text: string): boolean =>
  /^[=+\-@\t\r]/.test(text) && !/^[-+][\d.]+(e[-+]?\d+)?$/i.test(text)
