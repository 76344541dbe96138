/**
 * Orders: what they bought.
 * Product · מוצר: what we sell. Order · הזמנה: what a customer bought at once, in lines.
 * Return · החזרה: a credit against earlier orders; its quantities and amounts are negative.
 */
export { routes } from './routes.ts'
