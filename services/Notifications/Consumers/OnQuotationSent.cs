using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A quotation goes to the customer by mail.</summary>
internal sealed class OnQuotationSent(ChatterWriter chatter, MailQueue mails) : IEventHandler<QuotationSent>
{
    public async Task Handle(QuotationSent e, CancellationToken ct)
    {
        await chatter.Write(e, ChatterKind.QuotationSent, visible: true, new ChatterDetails { Amount = e.Discount?.Total ?? e.RecurringTotal }, ct);
        await mails.Queue(MailTemplates.Quotation, e, language => MailValues.Quotation(e, language), ct);
    }
}
