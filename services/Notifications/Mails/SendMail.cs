using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Transport;
using ServiceDefaults.DueWork;
using ServiceDefaults.Faults;

namespace Notifications.Mails;

/// <summary>
/// Hands mails over whose next try is due, many at once. The tries are counted, and the next ones put off, before the first delivery: a process that is
/// killed in the middle leaves queued mails behind, which are sent again under the same Message-ID.
/// </summary>
internal sealed partial class SendMail(
    IMailTransport transport, IOptions<MailOptions> options, FaultPoints faults, TimeProvider clock, ILogger<SendMail> logger) : DueBatch<NotificationsDb>
{
    private const int Connections = 4;
    private const int MaximumConflicts = 5;

    /// <summary>
    /// How many are recorded in one transaction. At most as many wait for that meanwhile, so that few go out once more when the process is killed or its
    /// database does not come back.
    /// </summary>
    private const int RecordBatchSize = 50;

    /// <summary>Longest time that a mail waits for its record.</summary>
    private static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(1);

    public override string Name => "send-mail";

    public override IQueryable<DueItem> Due(NotificationsDb db, DateTimeOffset now) =>
        db.Mails.Where(m => m.NextAttemptAt <= now).OrderBy(m => m.NextAttemptAt)
            .Select(m => new DueItem { Id = m.Id, At = m.NextAttemptAt!.Value });

    /// <summary>
    /// No mail is begun later, after the claim: what remains of the limit is for the mails that are on their way by then, for their record, and for the
    /// clocks of two machines.
    /// </summary>
    private TimeSpan TimeToBegin => (options.Value.DeliveryLease - TimeSpan.FromSeconds(options.Value.Smtp.TimeoutSeconds)) / 2;

    public override async Task<BatchResult> HandleBatch(NotificationsDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var recorder = new AttemptRecorder(db, options.Value.DeliveryLease, clock, logger);
        var (claimed, expired) = await Claim(db, ids, now, ct);
        // A stop of the process waits from here on: cut off in the middle, nobody would know whether a mail is out.
        if (claimed is [var alone])
        {
            await SendAlone(recorder, alone);
        }
        else if (claimed.Count > 1)
        {
            await SendAll(db, recorder, claimed, ct);
        }

        return new BatchResult(recorder.Done.Concat(expired).ToHashSet(), recorder.Failed);
    }

    /// <summary>
    /// In one transaction those that are still due; of two replicas that load the same mail, one fails to save and begins anew. The context tracks none afterwards.
    /// </summary>
    private async Task<(List<OutgoingMail> Claimed, List<Guid> Expired)> Claim(NotificationsDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var mails = await db.Mails.Where(m => ids.Contains(m.Id) && m.State == MailState.Queued && m.NextAttemptAt <= now)
                .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).ToListAsync(ct);
            try
            {
                await BeginTries(db, mails, now);
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException) when (conflicts < MaximumConflicts)
            {
                continue;
            }
            finally
            {
                db.ChangeTracker.Clear();
            }

            var expired = mails.Where(mail => mail.State == MailState.Failed).ToList();
            expired.ForEach(mail => NotificationsMetrics.MailsParked.Add(1, new KeyValuePair<string, object?>("template", mail.Template)));
            return ([.. mails.Except(expired)], [.. expired.Select(mail => mail.Id)]);
        }
    }

    private async Task BeginTries(NotificationsDb db, List<OutgoingMail> mails, DateTimeOffset now)
    {
        foreach (var mail in mails)
        {
            mail.BeginTry(now + options.Value.DeliveryLease);
            if (mail.ExpiresAt <= now)
            {
                mail.Expire(now);
                await AttemptRecorder.EnterFailure(db, mail, now);
            }
        }
    }

    /// <summary>Its record belongs to the trace of its cause, as the delivery does.</summary>
    private async Task SendAlone(AttemptRecorder recorder, OutgoingMail mail)
    {
        await using var connection = transport.Connect();
        using var span = DeliverySpan.Start(mail);
        if (await Send(connection, recorder, mail, span) is { } attempt)
        {
            await recorder.Record([attempt]);
        }
    }

    private async Task SendAll(NotificationsDb db, AttemptRecorder recorder, List<OutgoingMail> mails, CancellationToken stop)
    {
        var waiting = new ConcurrentQueue<OutgoingMail>(mails);
        var ended = Channel.CreateBounded<DeliveryAttempt>(RecordBatchSize);
        var sending = SendOverConnections(waiting, ended.Writer, recorder, stop);
        await foreach (var attempts in ended.Reader.ReadInChunks(RecordBatchSize, RecordInterval))
        {
            await recorder.Record(attempts);
        }

        await sending;
        await GiveBack(db, [.. waiting]);
    }

    private async Task SendOverConnections(
        ConcurrentQueue<OutgoingMail> waiting, ChannelWriter<DeliveryAttempt> ended, AttemptRecorder recorder, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Connections, waiting.Count)).Select(_ => SendOverOne(waiting, ended, recorder, stop)));
        }
        finally
        {
            ended.Complete();
        }
    }

    private async Task SendOverOne(ConcurrentQueue<OutgoingMail> waiting, ChannelWriter<DeliveryAttempt> ended, AttemptRecorder recorder, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var connection = transport.Connect();
        // One goes out in any case, however short the limit is.
        do
        {
            if (stop.IsCancellationRequested || !waiting.TryDequeue(out var mail))
            {
                return;
            }

            using var span = DeliverySpan.Start(mail);
            if (await Send(connection, recorder, mail, span) is { } attempt)
            {
                await ended.WriteAsync(attempt, CancellationToken.None);
            }
        }
        while (TimeProvider.System.GetElapsedTime(began) < TimeToBegin);
    }

    /// <returns>Null when the transport failed, which it never should.</returns>
    private async Task<DeliveryAttempt?> Send(IMailConnection connection, AttemptRecorder recorder, OutgoingMail mail, Activity? span)
    {
        try
        {
            var result = await connection.Send(mail, CancellationToken.None);
            DeliverySpan.Finish(span, result);
            faults.Pass("mail.after-delivery", mail.Template);
            return new DeliveryAttempt(mail, result);
        }
        catch (Exception e)
        {
            recorder.Fail(mail, e);
            return null;
        }
    }

    /// <summary>Mails whose turn did not come. Should that fail, they are due again when their claim ends.</summary>
    private async Task GiveBack(NotificationsDb db, List<OutgoingMail> mails)
    {
        if (mails.Count == 0)
        {
            return;
        }

        try
        {
            db.AttachRange(mails);
            var now = clock.GetUtcNow();
            mails.ForEach(mail => mail.CancelTry(now));
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotGivenBack(logger, mails.Count, e);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} mails whose turn did not come could not be released; they are due again when their claim ends")]
        public static partial void NotGivenBack(ILogger logger, int count, Exception exception);
    }
}
