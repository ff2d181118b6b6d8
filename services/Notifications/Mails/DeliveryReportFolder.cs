using Microsoft.Extensions.Options;
using MimeKit;
using Notifications.Transport;
using ServiceDefaults.Errors;

namespace Notifications.Mails;

/// <summary>
/// Reads the delivery status notifications that a mail server or a mailbox tool lays as .eml files into <c>Mail:ReportsFolder</c>. Read ones move
/// to its subfolder done, those that name no mail of ours to unreadable. Replicas may share the folder: a report that two of them read has one
/// effect.
/// </summary>
internal sealed partial class DeliveryReportFolder(
    IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<DeliveryReportFolder> logger) : BackgroundService
{
    private const string Done = "done";
    private const string Unreadable = "unreadable";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReportsFolder is not { Length: > 0 } folder)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAll(folder, stoppingToken);
                await Task.Delay(options.Value.ReportsInterval, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ReadAll(string folder, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, Done));
            Directory.CreateDirectory(Path.Combine(folder, Unreadable));
            foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
            {
                await ReadOne(folder, file, ct);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.FolderFailed(logger, e);
        }
    }

    private async Task ReadOne(string folder, string file, CancellationToken ct)
    {
        bool known;
        try
        {
            known = await Apply(file, ct);
        }
        catch (Exception e) when (e is FormatException or ParseException)
        {
            known = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It stays where it is, for the next round: the database may be away, or another replica has just applied it.
            Log.ReportFailed(logger, Path.GetFileName(file), TransientFailure.Is(e), e);
            return;
        }

        if (!known)
        {
            NotificationsMetrics.ReportsUnreadable.Add(1);
            Log.ReportUnreadable(logger, Path.GetFileName(file));
        }

        // Another replica may have moved it meanwhile.
        if (File.Exists(file))
        {
            File.Move(file, Path.Combine(folder, known ? Done : Unreadable, Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>False when it names no mail of ours.</summary>
    private async Task<bool> Apply(string file, CancellationToken ct)
    {
        using var message = await MimeMessage.LoadAsync(file, ct);
        if (DeliveryStatus.Read(message, clock.GetUtcNow()) is not { } status)
        {
            return false;
        }

        if (status.Report is not { } report)
        {
            return true;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReportDelivery>().Handle(status.MessageId, report, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The folder of delivery reports cannot be read")]
        public static partial void FolderFailed(ILogger logger, Exception exception);

        // What a report says may name the recipient, so it stands in the mail's row and not here.
        [LoggerMessage(LogLevel.Warning, "Delivery report {File} could not be applied and is tried again (passing: {Passing})")]
        public static partial void ReportFailed(ILogger logger, string file, bool passing, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Delivery report {File} names no mail of ours; it was moved to unreadable")]
        public static partial void ReportUnreadable(ILogger logger, string file);
    }
}
