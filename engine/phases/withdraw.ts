/** Takes an order out of the book and says why. */

import type { Book } from '../book/book.ts'
import type { Order } from '../model/order.ts'
import type { EpochMs } from '../model/time.ts'

/** The order need not be at work any more. */
export function withdraw(book: Book, time: EpochMs, order: Pick<Order, 'id' | 'group'>, why: string): void {
  book.broker.cancel(order.id)
  book.record({ kind: 'cancel', time, order: order.id, group: order.group, why })
}
