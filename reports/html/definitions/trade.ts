/** Definitions of the numbers in the life of a trade. */

import type { Definition } from './definition.ts'

const of = (label: string, field: string, unit: string, text: string): Definition => ({
  label,
  key: `trades[].${field}`,
  unit,
  text,
})

export const TRADE = {
  tag: of(
    'Trade',
    'tag',
    'name',
    'Number and name that the strategy gave to a group of legs, mostly product and expiry.',
  ),
  openedAt: of('Opened', 'openedAt', 'session', 'Session of the first fill.'),
  closedAt: of(
    'Closed',
    'closedAt',
    'session',
    'Session of the last fill, expiry, assignment, redemption or delivery; open trades have none.',
  ),
  holdingDays: of(
    'Days',
    'holdingDays',
    'calendar days',
    'From opening to the end; to the last mark while open.',
  ),
  lots: of('Lots', 'lots', 'lots', 'How many times the structure was written.'),
  strikes: of('Strikes', 'legs[].strike', 'points', 'Strikes of the legs, calls and puts in their colours.'),
  instruments: of('Legs', 'legs[].instrument', 'names', 'The bonds and the futures of the trade.'),
  creditPoints: of(
    'Credit',
    'creditPoints',
    'points a lot',
    'Net premium received for one lot at the fills, before costs.',
  ),
  credit: of('Credit in money', 'credit', 'currency of the trade', 'Net premium of all lots, before costs.'),
  dailyGain: of(
    'Credit a day',
    'dailyGain',
    'currency of the trade',
    'Credit of all lots over the calendar days to the nearest expiry: the trade day is not counted, the expiry day is.',
  ),
  creditShare: of(
    'Credit of equity',
    'creditShare',
    '% of equity',
    'Credit of all lots over equity when the trade was opened: its return if everything expires worthless, before costs.',
  ),
  riskShare: of(
    'Risk of equity',
    'riskShare',
    '% of equity',
    'Loss of all lots at the stop over equity when the trade was opened. Stops can fill worse.',
  ),
  stopPoints: of('Stop', 'stopPoints', 'points a lot', 'Loss on one lot at which the stop order fires.'),
  worstPoints: of(
    'Worst loss',
    'worstPoints',
    'points a lot',
    'Largest loss at a mark: value to close less credit. Negative when it never stood at a loss.',
  ),
  nearStop: of(
    'Of the stop',
    'worstPoints / trades[].stopPoints',
    '% of the stop',
    'How near the trade came to its stop: worst loss at a mark over the loss at which the stop fires. 100 % touches it.',
  ),
  beyondStopPoints: of(
    'Beyond the stop',
    'beyondStopPoints',
    'points a lot',
    'What closing cost more than the stop had set; negative when it was better. Only where the stop fired.',
  ),
  breakEvens: of(
    'Break-even',
    'breakEvens',
    'points',
    'Prices of the underlying at expiry between which the trade gains, before costs.',
  ),
  exit: of('Exit', 'exit', 'name', 'What ended the trade; the gravest where several did.'),
  profit: of(
    'Profit',
    'profit',
    'currency of the trade',
    'All cash of the trade, and what is still open at its mark, after costs.',
  ),
  profitAccount: of(
    'Profit in account currency',
    'profitAccount',
    'account currency',
    'Profit at the exchange rate of the end of the run.',
  ),
  commission: of('Commission', 'commission', 'currency of the trade', 'Paid on the fills of the trade.'),
  reason: of(
    'What the strategy saw',
    'reason.evidence',
    'as named',
    'The numbers that the opening rule looked at.',
  ),
  priceEntry: of('In', 'legs[].priceEntry', 'points', 'Average price at which the leg was opened.'),
  priceExit: of(
    'Out',
    'legs[].priceExit',
    'points',
    'Average price at which it ended; 0 = expired worthless. A future that expired: its last settlement. A bond that was delivered: its factor times the settlement of the future.',
  ),
  quantity: of(
    'Contracts',
    'legs[].quantity',
    'contracts',
    'Contracts of the leg, or units of 100 face of a bond; negative = sold.',
  ),
  eventPrice: of(
    'Price of a step',
    'events[].price',
    'points',
    'Price of a fill, settlement at an expiry or a delivery, face of a bond that was redeemed, cost to close when a stop fired.',
  ),
  cashAmount: of(
    'Amount',
    'cash[].amount',
    'currency of the trade',
    'Cash in or out, to the cent; positive = received. The sum is the profit of a closed trade.',
  ),
  markValue: of(
    'Value',
    'marks[].valuePoints',
    'points a lot',
    'Cost of closing one lot in all at the settlement of a session.',
  ),
  staleSessions: of(
    'Age of price',
    'marks[].staleSessions',
    'sessions',
    'Age of the oldest price in the value; 0 = of this session.',
  ),
} as const
