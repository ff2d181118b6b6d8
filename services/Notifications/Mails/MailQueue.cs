using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Rendering;
using Notifications.Transport;

namespace Notifications.Mails;

/// <summary>Writes mails in the customer's language and queues them, one for each cause; the caller saves.</summary>
internal sealed class MailQueue(
    NotificationsDb db, MailTemplates templates, IOptions<MailOptions> options, IConfiguration configuration, TimeProvider clock)
{
    private const string DefaultPublicUrl = "http://localhost:8080";

    /// <param name="values">What the template names beside the order and the customer, as a language writes it.</param>
    public async Task Queue(
        string template, SubscriptionEvent e, Func<string, Dictionary<string, string>> values, CancellationToken ct)
    {
        if (await db.Mails.AnyAsync(m => m.CauseId == e.EventId && m.Template == template, ct))
        {
            return;
        }

        var (order, customer) = (e.Subject, e.Customer);
        var language = Languages.IsKnown(customer.Language) ? customer.Language : Languages.Default;
        var all = values(language);
        all["name"] = customer.Name;
        all["order"] = order.Number;
        all["plan"] = order.Name.In(language);
        all["orderLink"] = $"{PublicUrl}/portal/subscriptions/{order.Id}";
        all["signInLink"] = $"{PublicUrl}/portal/sign-in";
        Add(e.EventId, new MailAddressee(customer.Email, customer.Name, customer.Id, order.Id), template, language, all);
    }

    /// <summary>A mail about no order.</summary>
    /// <param name="sensitive">It carries a secret of staff.</param>
    public OutgoingMail Queue(
        string template, MailAddressee to, string language, Dictionary<string, string> values, bool sensitive, DateTimeOffset expiresAt)
    {
        values["name"] = to.Name;
        return Add(Guid.CreateVersion7(clock.GetUtcNow()), to, template, language, values, sensitive, expiresAt);
    }

    /// <summary>Where people reach the portal, without a slash at the end.</summary>
    private string PublicUrl => (configuration["PublicUrl"] is { Length: > 0 } url ? url : DefaultPublicUrl).TrimEnd('/');

    private OutgoingMail Add(
        Guid cause, MailAddressee to, string template, string language, Dictionary<string, string> values, bool sensitive = false, DateTimeOffset? expiresAt = null)
    {
        values["sender"] = options.Value.FromName;
        var rendered = templates.Render(template, language, values);
        var content = new MailContent(template, language, rendered.Subject, rendered.Text, rendered.Html, sensitive, expiresAt);
        var mail = OutgoingMail.Queue(cause, to, content, options.Value.FromHost, clock.GetUtcNow());
        db.Mails.Add(mail);
        return mail;
    }
}
