using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Notifications.Mails;
using Notifications.Transport;
using ServiceDefaults.Data;
using Testing.Smtp;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Tests;

/// <summary>The Notifications service, with words for what its tests do again and again.</summary>
public sealed class NotificationsUnderTest : IAsyncDisposable
{
    private NotificationsUnderTest(ServiceUnderTest<NotificationsDb> service) => Service = service;

    public ServiceUnderTest<NotificationsDb> Service { get; }

    public TestClock Clock => Service.Clock;

    public string MailFolder => Path.Combine(Service.Folder, "mail");

    public Wire.ChatterService.ChatterServiceClient Chatter =>
        Service.Client<Wire.ChatterService.ChatterServiceClient>(Service.Tokens.Staff("notifications"));

    public Wire.MailService.MailServiceClient Mails =>
        Service.Client<Wire.MailService.MailServiceClient>(Service.Tokens.Staff("notifications"));

    public Wire.MailTemplateService.MailTemplateServiceClient Templates =>
        Service.Client<Wire.MailTemplateService.MailTemplateServiceClient>(Service.Tokens.Staff("notifications"));

    public Wire.MailService.MailServiceClient Application =>
        Service.Client<Wire.MailService.MailServiceClient>(Service.Tokens.Application("notifications"));

    internal static async Task<NotificationsUnderTest> StartWith(IMailTransport transport, DatabaseProvider database = DatabaseProvider.Sqlite) =>
        new(await ServiceUnderTest<NotificationsDb>.Start(
            builder => builder.AddNotifications(),
            endpoints => endpoints.MapNotifications(),
            new ServiceSettings { Services = services => services.AddSingleton(transport), Database = database }));

    public static async Task<NotificationsUnderTest> Start(
        Dictionary<string, string?>? configuration = null, DatabaseProvider database = DatabaseProvider.Sqlite) =>
        new(await ServiceUnderTest<NotificationsDb>.Start(
            builder => builder.AddNotifications(),
            endpoints => endpoints.MapNotifications(),
            new ServiceSettings { Configuration = configuration ?? [], Database = database }));

    /// <summary>With mail going to a server of the test's own.</summary>
    public static Task<NotificationsUnderTest> StartWith(MailServer smtp, int timeoutSeconds = 20, Dictionary<string, string?>? settings = null) => Start(new(settings ?? [])
    {
        ["Mail:Transport"] = "Smtp",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = $"{smtp.Port}",
        ["Mail:Smtp:TimeoutSeconds"] = $"{timeoutSeconds}",
    });

    public Wire.PortalService.PortalServiceClient Portal(EventCustomer customer) =>
        Service.Client<Wire.PortalService.PortalServiceClient>(Service.Tokens.Customer("notifications", customer.Id));

    /// <summary>Publishes the event and waits until it has been handled.</summary>
    public async Task Deliver(IEvent e)
    {
        await Service.Publish(e);
        await Service.Handled(e.EventId);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Wire.ChatterEntry>> EntriesOf(Subject order) =>
        (await Chatter.ListChatterEntriesAsync(new Wire.ListChatterEntriesRequest { SubscriptionId = order.Id.ToString() })).Entries;

    public async Task<IReadOnlyList<Wire.ChatterEntry>> EntriesOf(Subject order, Wire.ChatterKind kind) =>
        [.. (await EntriesOf(order)).Where(e => e.Kind == kind)];

    /// <summary>The entries of events, newest first: those of mails that went out come beside them, in their own time.</summary>
    public async Task<IReadOnlyList<Wire.ChatterEntry>> EntriesOfEvents(Subject order) =>
        [.. (await EntriesOf(order)).Where(e => e.Kind != Wire.ChatterKind.MailSent)];

    /// <summary>Waits for the order's mail to reach a state, and returns it with what it says.</summary>
    public async Task<Wire.Mail> MailOf(Subject order, Wire.MailState state, int attempts = 1)
    {
        // Instead of at the loop's next look, a second later.
        await Service.RunDueWork();
        var listed = await Eventually.Async(
            async () => (await Mails.ListMailsAsync(new Wire.ListMailsRequest { SubscriptionId = order.Id.ToString() })).Mails,
            mails => mails.Count == 1 && mails[0].State == state && mails[0].Attempts >= attempts,
            $"the mail of {order.Number} to be {state}");
        return await Mails.GetMailAsync(new Wire.GetMailRequest { Id = listed[0].Id });
    }

    /// <summary>The mail as the Folder transport wrote it.</summary>
    public Eml FileOf(Wire.Mail mail) => new(MimeMessage.Load(Path.Combine(MailFolder, $"{mail.Id}.eml")));

    internal Task<OutgoingMail> Row(string id) => Service.Read(db => db.Mails.AsNoTracking().SingleAsync(m => m.Id == Guid.Parse(id)));

    /// <summary>As if the memory of what was handled were lost.</summary>
    public Task ForgetInbox() => Service.Read(async db => await db.Inbox.ExecuteDeleteAsync());

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
