/** Paths of the fields of a type as text: `headline.cagr`, `days.equity`, `trades[].legs[].strike`. */

type Scalar = string | number | boolean

/** Of all fields that hold a scalar, or an open record; a list of scalars counts as one field. `Kind` narrows the scalars. */
export type Path<T, Kind = Scalar> = {
  [Key in keyof T & string]-?: At<Key, NonNullable<T[Key]>, Kind>
}[keyof T & string]

type At<Key extends string, Value, Kind> = Value extends Scalar
  ? Value extends Kind
    ? Key
    : never
  : Value extends readonly (infer Element)[]
    ? NonNullable<Element> extends Scalar
      ? At<Key, NonNullable<Element>, Kind>
      : `${Key}[].${Path<NonNullable<Element>, Kind>}`
    : string extends keyof Value
      ? Key
      : `${Key}.${Path<Value, Kind>}`
