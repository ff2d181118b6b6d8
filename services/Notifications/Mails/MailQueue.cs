using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Rendering;
using Notifications.Templates;
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
        await Add(e.EventId, new MailAddressee(customer.Email, customer.Name, customer.Id, order), template, language, all, ct);
    }

    /// <summary>A mail about whatever the event is about.</summary>
    /// <param name="values">What the template names beside the customer, as a language writes it, with the public address of the portal.</param>
    /// <param name="expiresAt">After this the mail is of no use; null when it never expires.</param>
    public async Task Queue(
        string template, ISubjectEvent e, Func<string, string, Dictionary<string, string>> values, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        if (await db.Mails.AnyAsync(m => m.CauseId == e.EventId && m.Template == template, ct))
        {
            return;
        }

        var customer = e.Customer;
        var language = Languages.IsKnown(customer.Language) ? customer.Language : Languages.Default;
        var all = values(language, PublicUrl);
        all["name"] = customer.Name;
        await Add(e.EventId, new MailAddressee(customer.Email, customer.Name, customer.Id, e.Subject), template, language, all, ct, expiresAt);
    }

    /// <summary>A mail about no subject.</summary>
    public Task<OutgoingMail> Queue(
        string template, MailAddressee to, string language, Dictionary<string, string> values, DateTimeOffset expiresAt, CancellationToken ct)
    {
        values["name"] = to.Name;
        return Add(Guid.CreateVersion7(clock.GetUtcNow()), to, template, language, values, ct, expiresAt);
    }

    /// <summary>Where people reach the portal, without a slash at the end.</summary>
    private string PublicUrl => (configuration["PublicUrl"] is { Length: > 0 } url ? url : DefaultPublicUrl).TrimEnd('/');

    private async Task<OutgoingMail> Add(
        Guid cause, MailAddressee to, string template, string language, Dictionary<string, string> values, CancellationToken ct,
        DateTimeOffset? expiresAt = null)
    {
        values["sender"] = options.Value.FromName;
        MailKinds.RequireValues(template, values);
        var (version, rendered) = await Render(template, language, values, ct);
        var content = new MailContent(template, version, language, rendered.Subject, rendered.Text, rendered.Html, expiresAt);
        var mail = OutgoingMail.Queue(cause, to, content, options.Value.FromHost, clock.GetUtcNow());
        db.Mails.Add(mail);
        return mail;
    }

    /// <summary>In the words of the newest version: asked for with every mail, so that every replica uses it at once.</summary>
    private async Task<(int Version, RenderedMail Mail)> Render(string template, string language, Dictionary<string, string> values, CancellationToken ct)
    {
        var version = await db.TemplateVersions.Of(template, language).MaxAsync(v => (int?)v.Number, ct) ?? 0;
        if (version == 0)
        {
            return (0, templates.Render(template, language, values));
        }

        var source = templates.Knows(template, language, version)
            ? ""
            : await db.TemplateVersions.Of(template, language).Where(v => v.Number == version).Select(v => v.Source).SingleAsync(ct);
        return (version, templates.Render(template, language, version, () => source, values));
    }
}
