import { useQuery } from '@tanstack/react-query'
import type { Delivery, MailState, Webhook } from '../../../../contract/notify.ts'
import { api } from '../../../server/api.ts'

const REFRESH_MS = 10_000
const itemsOf = <Row>(path: string) => async (): Promise<Row[]> => (await api.get<{ items: Row[] }>(path)).items

export const useMail = () => useQuery({ queryKey: ['admin', '/mail'], queryFn: () => api.get<MailState>('/mail'), refetchInterval: REFRESH_MS })
export const useWebhooks = () => useQuery({ queryKey: ['admin', '/webhooks'], queryFn: itemsOf<Webhook>('/webhooks'), refetchInterval: REFRESH_MS })
export const useDeliveries = () => useQuery({ queryKey: ['admin', '/deliveries'], queryFn: itemsOf<Delivery>('/deliveries'), refetchInterval: REFRESH_MS })
