global using PassClient = Contracts.Subscriptions.V1.PortalPassService.PortalPassServiceClient;
global using InvoiceClient = Contracts.Billing.V1.PortalService.PortalServiceClient;
global using PaymentLinkClient = Contracts.Billing.V1.PaymentLinkService.PaymentLinkServiceClient;
global using SubscriptionClient = Contracts.Subscriptions.V1.PortalService.PortalServiceClient;
global using TrailClient = Contracts.Notifications.V1.PortalService.PortalServiceClient;
global using SandboxBankClient = Contracts.Billing.V1.SandboxBankService.SandboxBankServiceClient;
