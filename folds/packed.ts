/** Plain data as bytes: what is rarely looked at takes a tenth of the memory of its objects, and none of the collector's time. */

/** Values put away, each at a place of its own; they are plain data: objects, lists, texts, numbers, flags and null. */
export class Packed<Value> {
  readonly #pages: Buffer[] = []
  /** Of the last page. */
  #used = PAGE
  readonly #words = new Map<string, number>()
  readonly #wordAt: string[] = []
  /** By the number of their keys. */
  readonly #shapes = new Map<number, readonly Shape[]>()
  readonly #shapeAt: Shape[] = []
  /** The value that is being written, and how far it is. */
  #draft: Buffer = Buffer.alloc(1 << 10)
  #length = 0
  /** The page that is being read, and where. */
  #page: Buffer = this.#draft
  #at = 0

  /** Its place. */
  put(value: Value): number {
    this.#length = 0
    this.#write(value)
    if (this.#used + this.#length > PAGE) {
      this.#pages.push(Buffer.allocUnsafe(Math.max(PAGE, this.#length)))
      this.#used = 0
    }
    const last = this.#pages.length - 1
    const from = this.#used
    this.#used += this.#draft.copy(this.#pages[last] as Buffer, from, 0, this.#length)
    return last * PAGE + from
  }

  /** An equal value, made anew. */
  at(place: number): Value {
    this.#page = this.#pages[Math.floor(place / PAGE)] as Buffer
    this.#at = place % PAGE
    return this.#read() as Value
  }

  #write(value: unknown): void {
    this.#reserve(MOST_BYTES)
    if (typeof value === 'number') this.#writeNumber(value)
    else if (typeof value === 'string') this.#writeText(value)
    else if (value === null) this.#byte(NULL)
    else if (typeof value === 'boolean') this.#byte(value ? TRUE : FALSE)
    else if (Array.isArray(value)) {
      this.#byte(LIST)
      this.#whole(value.length)
      for (const part of value) this.#write(part)
    } else if (typeof value === 'object') this.#writeObject(value as Readonly<Record<string, unknown>>)
    else throw new Error(`${typeof value} is no plain data`)
  }

  #writeObject(value: Readonly<Record<string, unknown>>): void {
    const { index, keys } = this.#shapeOf(Object.keys(value))
    this.#byte(OBJECT)
    this.#whole(index)
    for (const key of keys) this.#write(value[key])
  }

  #shapeOf(keys: readonly string[]): Shape {
    const alike = this.#shapes.get(keys.length) ?? []
    const known = alike.find(shape => shape.keys.every((key, i) => key === keys[i]))
    if (known) return known
    const blank = Object.fromEntries(keys.map(key => [key, null]))
    const shape = { index: this.#shapeAt.length, keys, blank }
    this.#shapeAt.push(shape)
    this.#shapes.set(keys.length, [...alike, shape])
    return shape
  }

  #writeNumber(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      if (value >= 0 && value < 256 - SMALL) this.#byte(SMALL + value)
      else {
        this.#byte(value < 0 ? NEGATIVE : POSITIVE)
        this.#whole(Math.abs(value))
      }
    } else {
      this.#byte(FLOAT)
      this.#length = this.#draft.writeDoubleLE(value, this.#length)
    }
  }

  #writeText(text: string): void {
    const word = text.length > WORD_LONGEST ? null : (this.#words.get(text) ?? this.#newWord(text))
    const isNarrow = word === null && NARROW.test(text)
    this.#byte(word !== null ? WORD : isNarrow ? NARROW_TEXT : WIDE_TEXT)
    this.#whole(word ?? text.length)
    if (word !== null) return
    this.#reserve(2 * text.length)
    this.#length += this.#draft.write(text, this.#length, isNarrow ? 'latin1' : 'utf16le')
  }

  /** Null = none is made of it. */
  #newWord(text: string): number | null {
    if (this.#wordAt.length === WORDS_MOST) return null
    this.#words.set(text, this.#wordAt.length)
    return this.#wordAt.push(text) - 1
  }

  #byte(value: number): void {
    this.#draft[this.#length++] = value
  }

  /** Seven bits a byte, the least first. */
  #whole(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.#byte(128 + (rest % 128))
      rest = Math.floor(rest / 128)
    }
    this.#byte(rest)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#draft.length) return
    const wider = Buffer.alloc(2 * (this.#length + more))
    this.#draft.copy(wider)
    this.#draft = wider
  }

  #read(): unknown {
    const kind = this.#next()
    if (kind >= SMALL) return kind - SMALL
    switch (kind) {
      case NULL:
        return null
      case FALSE:
        return false
      case TRUE:
        return true
      case POSITIVE:
        return this.#nextWhole()
      case NEGATIVE:
        return -this.#nextWhole()
      case FLOAT:
        this.#at += 8
        return this.#page.readDoubleLE(this.#at - 8)
      case WORD:
        return this.#wordAt[this.#nextWhole()]
      case NARROW_TEXT:
        return this.#nextText('latin1', 1)
      case WIDE_TEXT:
        return this.#nextText('utf16le', 2)
      case LIST: {
        const list: unknown[] = []
        for (let left = this.#nextWhole(); left > 0; left--) list.push(this.#read())
        return list
      }
      default: {
        const { keys, blank } = this.#shapeAt[this.#nextWhole()] as Shape
        const value: Record<string, unknown> = { ...blank }
        for (const key of keys) value[key] = this.#read()
        return value
      }
    }
  }

  #next(): number {
    return this.#page[this.#at++] as number
  }

  #nextWhole(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#next()
      if (byte < 128) return value + byte * scale
      value += (byte - 128) * scale
    }
  }

  #nextText(encoding: 'latin1' | 'utf16le', width: number): string {
    const length = this.#nextWhole() * width
    this.#at += length
    return this.#page.toString(encoding, this.#at - length, this.#at)
  }
}

interface Shape {
  readonly index: number
  readonly keys: readonly string[]
  /** A copy of it has room for all of them. */
  readonly blank: Readonly<Record<string, null>>
}

/** Bytes of a page, unless a value needs more. */
const PAGE = 1 << 20

/** Of what a value starts with and a whole number, or a float. */
const MOST_BYTES = 16

/** Short texts come again: names, rules, sessions. They are kept once, as many as these. */
const WORD_LONGEST = 32
const WORDS_MOST = 1 << 12

/** Texts whose signs take a byte each. */
const NARROW = /^[\0-\xff]*$/

/** What a value starts with; whole numbers up to 239 are told in the same byte. */
const NULL = 0
const FALSE = 1
const TRUE = 2
const POSITIVE = 3
const NEGATIVE = 4
const FLOAT = 5
const WORD = 6
const NARROW_TEXT = 7
const WIDE_TEXT = 8
const LIST = 9
const OBJECT = 10
const SMALL = 16
