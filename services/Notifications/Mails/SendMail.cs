using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Chatter;
using Notifications.Transport;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Errors;
using ServiceDefaults.Faults;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

/// <summary>
/// Hands mails over whose next try is due. A try is counted, and the next one put off, before the hand-over: a process that is
/// killed in the middle leaves a queued mail behind, which is sent again under the same Message-ID.
/// </summary>
internal sealed partial class SendMail(
    IMailTransport transport, IOptions<MailOptions> options, FaultPoints faults, TimeProvider clock, ILogger<SendMail> logger) : DueWork<NotificationsDb>
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    public override string Name => "send-mail";

    /// <summary>A mail server may be slow: no lock is held while it makes up its mind.</summary>
    public override bool InTransaction => false;

    public override IQueryable<DueItem> Due(NotificationsDb db, DateTimeOffset now) =>
        db.Mails.Where(m => m.NextAttemptAt <= now).OrderBy(m => m.NextAttemptAt)
            .Select(m => new DueItem { Id = m.Id, At = m.NextAttemptAt!.Value });

    public override async Task Handle(NotificationsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (!await Claim(db, id, now, ct))
        {
            return;
        }

        // A stop of the process waits from here on: cut off in the middle, nobody would know whether the mail is out.
        var mail = await db.Mails.SingleAsync(m => m.Id == id, CancellationToken.None);
        if (mail.ExpiresAt <= now)
        {
            mail.Expire(now);
            await GiveUp(db, mail, now);
            await db.SaveChangesAsync(CancellationToken.None);
            return;
        }

        using var span = HandOverSpan.Start(mail);
        var handOver = await transport.Send(mail, CancellationToken.None);
        HandOverSpan.Finish(span, handOver);
        faults.Pass("mail.after-hand-over", mail.Template);
        await Record(db, mail, handOver);
        await Remember(db, TimeProvider.System.GetTimestamp());
    }

    /// <summary>
    /// The mail is out; a database that is away at this very moment must not make it go out again. As long as nobody else may take it, this
    /// process waits for the database.
    /// </summary>
    private async Task Remember(NotificationsDb db, long began)
    {
        while (true)
        {
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception e) when (PassingFailure.Is(e) && TimeProvider.System.GetElapsedTime(began) < options.Value.HandOverLimit)
            {
                await Task.Delay(BetweenTries, CancellationToken.None);
            }
        }
    }

    /// <summary>False when another replica has it, or when it is no longer due.</summary>
    private async Task<bool> Claim(NotificationsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? until = now + options.Value.HandOverLimit;
        var claimed = await db.InTurn(
            () => db.Mails.Where(m => m.Id == id && m.State == MailState.Queued && m.NextAttemptAt <= now).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.NextAttemptAt, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct),
            ct);
        return claimed == 1;
    }

    private async Task Record(NotificationsDb db, OutgoingMail mail, HandOver handOver)
    {
        var now = clock.GetUtcNow();
        var template = new KeyValuePair<string, object?>("template", mail.Template);
        if (handOver.Accepted)
        {
            mail.Delivered(handOver.Answer, now);
            NotificationsMetrics.MailsSent.Add(1, template);
            return;
        }

        mail.NotDelivered(handOver.Error, handOver.Permanent, handOver.AddressRefused, now);
        NotificationsMetrics.MailTriesFailed.Add(1, template);
        Log.NotDelivered(logger, mail.Id, mail.Attempts, handOver.Permanent, mail.State);
        if (mail.State == MailState.Failed)
        {
            await GiveUp(db, mail, now);
        }
    }

    private static async Task GiveUp(NotificationsDb db, OutgoingMail mail, DateTimeOffset now)
    {
        NotificationsMetrics.MailsParked.Add(1, new KeyValuePair<string, object?>("template", mail.Template));
        if (mail is { About: { } about, CustomerId: { } customer })
        {
            var thread = await db.ThreadOf(about, customer, CancellationToken.None);
            db.Entries.Add(ChatterEntry.Write(
                Guid.CreateVersion7(now), thread, about, customer, Wire.ChatterKind.MailFailed, Caller.System, now, visibleToCustomer: false,
                new ChatterDetails { Reference = mail.Subject, Text = mail.LastError }));
        }
    }

    private static partial class Log
    {
        // What the server said may name the recipient, so it stands in the mail's row and not here.
        [LoggerMessage(LogLevel.Warning, "Mail {Mail} was not taken (try {Attempts}, permanent: {Permanent}); it is {State}")]
        public static partial void NotDelivered(ILogger logger, Guid mail, int attempts, bool permanent, MailState state);
    }
}
