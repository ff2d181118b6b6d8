using System.Globalization;
using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using Notifications.Mails;
using Notifications.Rendering;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>The end of a pass moved, or classes were added: entered, and told by mail where staff wished so.</summary>
internal sealed class OnPassExtended(ChatterWriter chatter, MailQueue mails) : IEventHandler<PassExtended>
{
    public async Task Handle(PassExtended e, CancellationToken ct)
    {
        var bonus = e.BonusClasses > 0 ? e.BonusClasses.ToString(CultureInfo.InvariantCulture) : "";
        await chatter.Write(e, ChatterKind.PassExtended, visible: true, new ChatterDetails { EndDate = e.Pass.EndDate, Reference = bonus, Text = e.Reason }, ct);
        if (e.SendMail)
        {
            await mails.Queue(MailTemplates.PassExtended, e, (language, publicUrl) => PassValues.Extended(e, language, publicUrl), expiresAt: null, ct);
        }
    }
}
