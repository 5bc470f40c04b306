import { z } from 'zod'

// What values of the policy are made of.

export const ms = (value: number) => z.int().min(0).max(86_400_000).default(value)
export const days = (value: number) => z.int().min(0).max(90).default(value)
