using Microsoft.Extensions.Options;
using MimeKit;
using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>
/// Lays mails as .eml files into a folder: the embedded default, where no mail server is set up. A file bears its mail's id and
/// appears whole or not at all, so a mail that is handed over again replaces itself.
/// </summary>
internal sealed class FolderTransport(IOptions<MailOptions> options, IConfiguration configuration, TimeProvider clock)
    : IMailTransport, IMailConnection
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Lines end as the standard has it, on every machine.</summary>
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    private string Folder => options.Value.Folder is { Length: > 0 } folder
        ? folder
        : Path.Combine(configuration["DataDirectory"] ?? AppContext.BaseDirectory, "mail");

    public IMailConnection Connect() => this;

    public async Task<DeliveryResult> Send(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            using var message = mail.ToMime(options.Value, clock.GetUtcNow());
            var final = Path.Combine(Folder, $"{mail.Id}.eml");
            var draft = Path.Combine(Folder, $".{mail.Id}.{Guid.NewGuid():N}");
            await WriteDraft(draft, message, ct);
            File.Move(draft, final, overwrite: true);
            return DeliveryResult.Done;
        }
        catch (FormatException e)
        {
            return DeliveryResult.Refused(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DeliveryResult.Deferred(e.Message);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task WriteDraft(string path, MimeMessage message, CancellationToken ct)
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Sign-in links are for their readers only.
            create.UnixCreateMode = OwnerOnly;
        }

        await using var file = new FileStream(path, create);
        await message.WriteToAsync(Format, file, ct);
        file.Flush(flushToDisk: true);
    }
}
