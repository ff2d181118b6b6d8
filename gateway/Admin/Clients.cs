global using ChatterClient = Contracts.Notifications.V1.ChatterService.ChatterServiceClient;
global using CloseReasonClient = Contracts.Subscriptions.V1.CloseReasonService.CloseReasonServiceClient;
global using InvoiceClient = Contracts.Billing.V1.InvoiceService.InvoiceServiceClient;
global using SubscriptionClient = Contracts.Subscriptions.V1.SubscriptionService.SubscriptionServiceClient;
