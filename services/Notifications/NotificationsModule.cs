using Contracts.Events;
using Notifications.Chatter;
using Notifications.Consumers;
using Notifications.Mails;
using Notifications.Parking;
using Notifications.Portal;
using Notifications.Rendering;
using Notifications.Templates;
using Notifications.Transport;
using ServiceDefaults;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;

namespace Notifications;

/// <summary>The Notifications service: the chatter, and the mails to customers.</summary>
public static class NotificationsModule
{
    private const string Name = "notifications";

    public static void AddNotifications(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddServiceDatabase<NotificationsDb, NotificationsSqliteDb, NotificationsSqlServerDb, NotificationsPostgresDb>(Name);
        services.AddOutbox<NotificationsDb>();
        services.AddParkedWork<NotificationsDb>();
        services.AddFeatures<NotificationsDb>();
        services.AddScoped<ChatterWriter>();
        services.AddScoped<MailQueue>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MailTemplates>();
        builder.AddMailTransport();

        services.AddSingleton<DueWork<NotificationsDb>, SendMail>();
        services.AddDueWorkLoop<NotificationsDb>();
        services.AddHostedService<DeliveryReportFolder>();

        services.AddEventHandler<CustomerChanged, OnCustomerChanged, NotificationsDb>(Name);
        services.AddEventHandler<QuotationCreated, OnQuotationCreated, NotificationsDb>(Name);
        services.AddEventHandler<QuotationSent, OnQuotationSent, NotificationsDb>(Name);
        services.AddEventHandler<QuotationCancelled, OnQuotationCancelled, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionConfirmed, OnSubscriptionConfirmed, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionCloseScheduled, OnSubscriptionCloseScheduled, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionCloseUndone, OnSubscriptionCloseUndone, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionClosed, OnSubscriptionClosed, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionPaused, OnSubscriptionPaused, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionResumed, OnSubscriptionResumed, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionReactivated, OnSubscriptionReactivated, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionToRenew, OnSubscriptionToRenew, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionChargeAhead, OnSubscriptionChargeAhead, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionRenewed, OnSubscriptionRenewed, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionChanged, OnSubscriptionChanged, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionChangeScheduled, OnSubscriptionChangeScheduled, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionChangeCancelled, OnSubscriptionChangeCancelled, NotificationsDb>(Name);
        services.AddEventHandler<CouponApplied, OnCouponApplied, NotificationsDb>(Name);
        services.AddEventHandler<CouponRemoved, OnCouponRemoved, NotificationsDb>(Name);
        services.AddEventHandler<InvoiceIssued, OnInvoiceIssued, NotificationsDb>(Name);
        services.AddEventHandler<InvoicesIssued, OnInvoicesIssued, NotificationsDb>(Name);
        services.AddEventHandler<PaymentSucceeded, OnPaymentSucceeded, NotificationsDb>(Name);
        services.AddEventHandler<PaymentFailed, OnPaymentFailed, NotificationsDb>(Name);
        services.AddEventHandler<CardExpiring, OnCardExpiring, NotificationsDb>(Name);
        services.AddEventHandler<PaymentConfirmationRequested, OnPaymentConfirmationRequested, NotificationsDb>(Name);
        services.AddEventHandler<CreditNoteIssued, OnCreditNoteIssued, NotificationsDb>(Name);
        services.AddEventHandler<AccountCreditChanged, OnAccountCreditChanged, NotificationsDb>(Name);
        services.AddEventHandler<PaymentReversed, OnPaymentReversed, NotificationsDb>(Name);
        services.AddEventHandler<PaymentRestored, OnPaymentRestored, NotificationsDb>(Name);
        services.AddEventHandler<PaymentRefunded, OnPaymentRefunded, NotificationsDb>(Name);
        services.AddEventHandler<RefundFailed, OnRefundFailed, NotificationsDb>(Name);
        services.AddEventHandler<InvoiceVoided, OnInvoiceVoided, NotificationsDb>(Name);
        services.AddEventHandler<InvoiceMarkedUncollectible, OnInvoiceMarkedUncollectible, NotificationsDb>(Name);
        services.AddEventHandler<DunningStarted, OnDunningStarted, NotificationsDb>(Name);
        services.AddEventHandler<DunningStepDue, OnDunningStepDue, NotificationsDb>(Name);
        services.AddEventHandler<DunningCaseChanged, OnDunningCaseChanged, NotificationsDb>(Name);
        services.AddEventHandler<DunningResolved, OnDunningResolved, NotificationsDb>(Name);
        services.AddEventHandler<DunningExhausted, OnDunningExhausted, NotificationsDb>(Name);
        services.AddEventHandler<DunningActionWithheld, OnDunningActionWithheld, NotificationsDb>(Name);
        services.AddEventHandler<SubscriptionRestricted, OnSubscriptionRestricted, NotificationsDb>(Name);
        services.AddEventHandler<AccessRestored, OnAccessRestored, NotificationsDb>(Name);
        services.AddEventHandler<PassSold, OnPassSold, NotificationsDb>(Name);
        services.AddEventHandler<PassGranted, OnPassGranted, NotificationsDb>(Name);
        services.AddEventHandler<PassEndedUnpaid, OnPassEndedUnpaid, NotificationsDb>(Name);
        services.AddEventHandler<PassActivated, OnPassActivated, NotificationsDb>(Name);
        services.AddEventHandler<PassUsed, OnPassUsed, NotificationsDb>(Name);
        services.AddEventHandler<PassVisitUndone, OnPassVisitUndone, NotificationsDb>(Name);
        services.AddEventHandler<PassExtended, OnPassExtended, NotificationsDb>(Name);
        services.AddEventHandler<PassFrozen, OnPassFrozen, NotificationsDb>(Name);
        services.AddEventHandler<PassUnfrozen, OnPassUnfrozen, NotificationsDb>(Name);
        services.AddEventHandler<PassExpiring, OnPassExpiring, NotificationsDb>(Name);
        services.AddEventHandler<PassRunningLow, OnPassRunningLow, NotificationsDb>(Name);
        services.AddEventHandler<PassUsedUp, OnPassUsedUp, NotificationsDb>(Name);
        services.AddEventHandler<PassExpired, OnPassExpired, NotificationsDb>(Name);
        services.AddEventHandler<PassWithdrawn, OnPassWithdrawn, NotificationsDb>(Name);
        services.AddEventHandler<NoticeDelivered, OnNoticeDelivered, NotificationsDb>(Name);
        services.AddEventHandler<NoticesDelivered, OnNoticesDelivered, NotificationsDb>(Name);
        services.AddEventHandler<NoticeBounced, OnNoticeBounced, NotificationsDb>(Name);
    }

    public static void MapNotifications(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ChatterGrpc>();
        endpoints.MapGrpcService<MailGrpc>();
        endpoints.MapGrpcService<MailTemplateGrpc>();
        endpoints.MapGrpcService<PortalGrpc>();
        endpoints.MapGrpcService<ParkedWorkGrpc>();
    }
}
