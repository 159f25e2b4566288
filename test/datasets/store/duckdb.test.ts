import { describe, expect, it } from 'vitest'
import { columnsOf, rowAppender, rowsOf, withDatabase } from '../../../datasets/store/duckdb.ts'

describe('columns out of DuckDB', () => {
  it('have NaN where a value is missing, across the borders of chunks and of words of bits', async () => {
    const { rows, columns } = await withDatabase(connection =>
      columnsOf(
        connection,
        'SELECT CASE WHEN i % 3 = 0 OR i > 4990 THEN NULL ELSE i::DOUBLE END FROM range(5000) t(i)',
      ),
    )
    expect(rows).toBe(5000)
    expect(columns[0]).toBeInstanceOf(Float64Array)
    expect(columns[0]).toHaveLength(5000)
    columns[0]?.forEach((value, row) => {
      if (row % 3 === 0 || row > 4990) expect(value).toBeNaN()
      else expect(value).toBe(row)
    })
  })

  it('keep integers apart from doubles', async () => {
    const { columns } = await withDatabase(connection =>
      columnsOf(connection, 'SELECT (-i)::INTEGER, (i % 2)::UTINYINT FROM range(3) t(i) ORDER BY i'),
    )
    expect(columns).toEqual([new Int32Array([0, -1, -2]), new Uint8Array([0, 1, 0])])
  })

  it('are empty where there is no row', async () => {
    const { rows, columns } = await withDatabase(connection =>
      columnsOf(connection, 'SELECT i::INTEGER, i::DOUBLE FROM range(0) t(i)'),
    )
    expect(rows).toBe(0)
    expect(columns.map(({ length }) => length)).toEqual([0, 0])
  })
})

describe('columns into DuckDB', () => {
  it('arrive row by row, more of them than a chunk holds', async () => {
    const found = await withDatabase(async connection => {
      await connection.run('CREATE TABLE t (a INTEGER, x DOUBLE)')
      const appender = await rowAppender(connection, 't', 1, 1)
      for (let row = 0; row < 5000; row++) appender.append([row], [row === 7 ? Number.NaN : row / 2])
      appender.close()
      return rowsOf(
        connection,
        "SELECT count(*)::DOUBLE AS n, sum(a)::DOUBLE AS a, sum(nullif(x, 'nan'::DOUBLE)) AS x, count_if(isnan(x))::DOUBLE AS missing FROM t",
      )
    })
    expect(found).toEqual([{ n: 5000, a: 12_497_500, x: 6_248_750 - 3.5, missing: 1 }])
  })
})
