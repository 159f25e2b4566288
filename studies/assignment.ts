/** Early assignment as an experiment names it, and the model it means. */

import { z } from 'zod'
import { type AssignmentModel, neverAssigned, optimalExercise, randomAssignment } from '../engine/index.ts'

export const assignmentSchema = z
  .discriminatedUnion('model', [
    z.strictObject({
      model: z.literal('never').default('never').describe('nobody exercises before expiry'),
    }),
    z.strictObject({
      model: z.literal('optimal').describe('American options are exercised as soon as that is best'),
      ratePercent: z.number().describe('continuous interest, percent a year'),
      yieldPercent: z
        .number()
        .default(0)
        .describe('continuous yield of what cash-settled options are on, percent a year'),
      minTimeValuePoints: z
        .number()
        .min(0)
        .default(0)
        .describe('also when the mark is no more than this above the intrinsic value, price'),
    }),
    z.strictObject({
      model: z.literal('random').describe('each contract in the money by chance, seeded'),
      dailyProbability: z.number().min(0).max(1).describe('a contract and session'),
    }),
  ])
  .prefault({})

type Assignment = z.output<typeof assignmentSchema>

export function assignmentModelOf(assignment: Assignment, seed: number): AssignmentModel {
  switch (assignment.model) {
    case 'never':
      return neverAssigned
    case 'optimal':
      return optimalExercise(assignment)
    case 'random':
      return randomAssignment({ seed, dailyProbability: assignment.dailyProbability })
  }
}
