global using InvoiceClient = Contracts.Billing.V1.PortalService.PortalServiceClient;
global using SubscriptionClient = Contracts.Subscriptions.V1.PortalService.PortalServiceClient;
global using TrailClient = Contracts.Notifications.V1.PortalService.PortalServiceClient;
