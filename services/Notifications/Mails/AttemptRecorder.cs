using Microsoft.EntityFrameworkCore;
using Notifications.Chatter;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

/// <summary>
/// Records what became of the mails of a batch: what ended since the last record in one transaction, or one by one where that fails. A mail that is out must
/// not go out again because the database is away at this very moment: as long as no other replica may take it, this one waits for the database.
/// </summary>
/// <param name="limit">How long no other replica takes the mails of the batch, from now on.</param>
internal sealed partial class AttemptRecorder(NotificationsDb db, TimeSpan limit, TimeProvider clock, ILogger logger)
{
    private const int MaximumConflicts = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly HashSet<Guid> _done = [];
    private readonly Dictionary<Guid, Exception> _failed = [];

    public IReadOnlySet<Guid> Done => _done;

    public IReadOnlyDictionary<Guid, Exception> Failed => _failed;

    /// <summary>The mail is no further than before: it is due again when its claim ends.</summary>
    public void Fail(OutgoingMail mail, Exception failure)
    {
        lock (_failed)
        {
            _failed[mail.Id] = failure;
        }
    }

    /// <param name="attempts">Of mails as they were claimed, which the context does not track.</param>
    public async Task Record(IReadOnlyList<DeliveryAttempt> attempts)
    {
        try
        {
            db.AttachRange(attempts.Select(attempt => attempt.Mail));
            await Save(attempts);
        }
        catch (Exception e)
        {
            Log.NotRecorded(logger, attempts.Count, e);
            foreach (var attempt in attempts)
            {
                await RecordByItself(attempt);
            }
        }
    }

    /// <summary>Enters for staff that a mail has failed; the caller saves.</summary>
    public static async Task EnterFailure(NotificationsDb db, OutgoingMail mail, DateTimeOffset now)
    {
        if (mail is { About: { } about, CustomerId: { } customer })
        {
            var thread = await db.ThreadOf(about, customer, CancellationToken.None);
            db.Entries.Add(ChatterEntry.Write(
                Guid.CreateVersion7(now), thread, about, customer, Wire.ChatterKind.MailFailed, Caller.System, now, visibleToCustomer: false,
                new ChatterDetails { Reference = mail.Subject, Text = mail.LastError }));
        }
    }

    private async Task RecordByItself(DeliveryAttempt attempt)
    {
        for (var conflicts = 0; ;)
        {
            try
            {
                if (await db.Mails.SingleOrDefaultAsync(m => m.Id == attempt.Mail.Id && m.State == MailState.Queued) is { } mail)
                {
                    await Save([attempt with { Mail = mail }]);
                }

                // Else its record is there: this one's, whose commit was not answered, or that of a replica which took it over.
                _done.Add(attempt.Mail.Id);
                return;
            }
            catch (Exception e) when (TransientFailure.IsConflict(e) && conflicts < MaximumConflicts)
            {
                conflicts++;
            }
            catch (Exception e) when (TransientFailure.Is(e) && TimeProvider.System.GetElapsedTime(_began) < limit)
            {
                await Task.Delay(BetweenTries);
            }
            catch (Exception e)
            {
                Fail(attempt.Mail, e);
                return;
            }
        }
    }

    private async Task Save(IReadOnlyList<DeliveryAttempt> attempts)
    {
        try
        {
            var now = clock.GetUtcNow();
            foreach (var (mail, result) in attempts)
            {
                if (result.Accepted)
                {
                    mail.Delivered(result.Answer, now);
                    continue;
                }

                mail.NotDelivered(result.Error, result.Permanent, result.AddressRefused, now);
                if (mail.State == MailState.Failed)
                {
                    await EnterFailure(db, mail, now);
                }
            }

            OutgoingMail.PublishBatch([.. attempts.Select(attempt => attempt.Mail)], now);
            await db.SaveChangesAsync();
        }
        finally
        {
            db.ChangeTracker.Clear();
        }

        foreach (var (mail, result) in attempts)
        {
            _done.Add(mail.Id);
            Count(mail, result.Accepted, result.Permanent);
        }
    }

    private void Count(OutgoingMail mail, bool accepted, bool permanent)
    {
        var template = new KeyValuePair<string, object?>("template", mail.Template);
        if (accepted)
        {
            NotificationsMetrics.MailsSent.Add(1, template);
            return;
        }

        NotificationsMetrics.MailTriesFailed.Add(1, template);
        Log.NotDelivered(logger, mail.Id, mail.Attempts, permanent, mail.State);
        if (mail.State == MailState.Failed)
        {
            NotificationsMetrics.MailsParked.Add(1, template);
        }
    }

    private static partial class Log
    {
        // What the server said may name the recipient, so it stands in the mail's row and not here.
        [LoggerMessage(LogLevel.Warning, "Mail {Mail} was not taken (try {Attempts}, permanent: {Permanent}); it is {State}")]
        public static partial void NotDelivered(ILogger logger, Guid mail, int attempts, bool permanent, MailState state);

        [LoggerMessage(LogLevel.Warning, "What became of {Count} mails could not be recorded together; each is recorded by itself")]
        public static partial void NotRecorded(ILogger logger, int count, Exception exception);
    }
}
