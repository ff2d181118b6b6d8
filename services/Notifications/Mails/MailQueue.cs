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
    NotificationsDb db, MailTemplates templates, PublicAddress address, IOptions<MailOptions> options, TimeProvider clock)
{
    /// <summary>What was looked up, for the one event or request that this is about.</summary>
    private readonly Dictionary<(Guid Cause, string Template), bool> _queued = [];
    private readonly Dictionary<string, bool> _enabled = [];
    private readonly Dictionary<(string Template, string Language), int> _versions = [];

    /// <summary>For mails of one kind about many events at once: reads by one query what would take one for each.</summary>
    public async Task LookUp(string template, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        List<Guid> causes = [.. events.Select(e => e.EventId)];
        var found = await db.Mails.Where(m => m.Template == template && causes.Contains(m.CauseId)).Select(m => m.CauseId).ToHashSetAsync(ct);
        foreach (var cause in causes)
        {
            _queued[(cause, template)] = found.Contains(cause);
        }
    }

    /// <param name="values">What the template names beside the order and the customer, as a language writes it.</param>
    public Task Queue(string template, SubscriptionEvent e, Func<string, Dictionary<string, string>> values, CancellationToken ct) => Queue(
        template,
        e,
        (language, publicUrl) =>
        {
            var all = values(language);
            all["order"] = e.Subject.Number;
            all["plan"] = e.Subject.Name.In(language);
            all["orderLink"] = $"{publicUrl}/portal/subscriptions/{e.Subject.Id}";
            all["signInLink"] = $"{publicUrl}/portal/sign-in";
            return all;
        },
        expiresAt: null,
        ct);

    /// <summary>A mail about whatever the event is about.</summary>
    /// <param name="values">What the template names beside the customer, as a language writes it, with the public address of the portal.</param>
    /// <param name="expiresAt">After this the mail is of no use; null when it never expires.</param>
    public async Task Queue(
        string template, ISubjectEvent e, Func<string, string, Dictionary<string, string>> values, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        if (!await IsWanted(template, e.EventId, ct))
        {
            return;
        }

        var customer = e.Customer;
        var language = Languages.OrDefault(customer.Language);
        var all = values(language, address.Root);
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

    /// <summary>The kind is switched on, and the event has made no such mail yet.</summary>
    private async Task<bool> IsWanted(string template, Guid cause, CancellationToken ct)
    {
        if (!_enabled.TryGetValue(template, out var enabled))
        {
            enabled = MailKinds.IsAlwaysEnabled(template) || !await db.MailSwitches.AnyAsync(s => s.Kind == template && !s.Enabled, ct);
            _enabled[template] = enabled;
        }

        if (!enabled)
        {
            return false;
        }

        if (!_queued.TryGetValue((cause, template), out var queued))
        {
            queued = await db.Mails.AnyAsync(m => m.CauseId == cause && m.Template == template, ct);
        }

        _queued[(cause, template)] = true;
        return !queued;
    }

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

    /// <summary>In the words of the newest version: asked for with every event, so that every replica uses it at once.</summary>
    private async Task<(int Version, RenderedMail Mail)> Render(string template, string language, Dictionary<string, string> values, CancellationToken ct)
    {
        if (!_versions.TryGetValue((template, language), out var version))
        {
            version = await db.TemplateVersions.Of(template, language).MaxAsync(v => (int?)v.Number, ct) ?? 0;
            _versions[(template, language)] = version;
        }

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
