using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A pass was sold: entered with it and with its buyer, and announced by mail. One that awaits its payment is announced when it is paid.</summary>
internal sealed class OnPassSold(ChatterWriter chatter, MailQueue mails) : IEventHandler<PassSold>
{
    public async Task Handle(PassSold e, CancellationToken ct)
    {
        await chatter.WriteWithBuyer(e, ChatterKind.PassSold, new ChatterDetails { Amount = e.Total, EndDate = e.Pass.EndDate }, ct);
        if (!e.AwaitsPayment)
        {
            await mails.Queue(MailTemplates.PassSold, e, (language, publicUrl) => PassValues.Sold(e, language, publicUrl), expiresAt: null, ct);
        }
    }
}
