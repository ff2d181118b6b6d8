using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using Notifications.Mails;

namespace Notifications.Transport;

/// <summary>
/// Lays mails as .eml files into a folder: the embedded default, where no mail server is set up. A file bears its mail's id and
/// appears whole or not at all, so a mail that is handed over again replaces itself.
/// </summary>
internal sealed class FolderTransport(IOptions<MailOptions> options, IConfiguration configuration) : IMailTransport
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Folder => options.Value.Folder is { Length: > 0 } folder
        ? folder
        : Path.Combine(configuration["DataDirectory"] ?? AppContext.BaseDirectory, "mail");

    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var final = Path.Combine(Folder, $"{mail.Id}.eml");
            var draft = Path.Combine(Folder, $".{mail.Id}.{Guid.NewGuid():N}");
            await WriteDraft(draft, Serialize(mail), ct);
            File.Move(draft, final, overwrite: true);
            return HandOver.Done;
        }
        catch (FormatException e)
        {
            return HandOver.Refused(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException)
        {
            return HandOver.TryAgain(e.Message);
        }
    }

    private static async Task WriteDraft(string path, byte[] content, CancellationToken ct)
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Sign-in links are for their readers only.
            create.UnixCreateMode = OwnerOnly;
        }

        await using var file = new FileStream(path, create);
        await file.WriteAsync(content, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The message as the framework writes it for a mail server, without the headers it adds for pick-up services.</summary>
    private byte[] Serialize(OutgoingMail mail)
    {
        var pickup = Directory.CreateTempSubdirectory("mail-");
        try
        {
            using var message = MimeMail.From(mail, options.Value);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = pickup.FullName };
            client.Send(message);
            return Encoding.ASCII.GetBytes(WithoutEnvelope(File.ReadAllText(pickup.GetFiles().Single().FullName, Encoding.ASCII)));
        }
        finally
        {
            pickup.Delete(recursive: true);
        }
    }

    /// <summary>X-Sender and X-Receiver stand first, perhaps folded over several lines.</summary>
    private static string WithoutEnvelope(string message)
    {
        var lines = message.Split("\r\n");
        var first = Array.FindIndex(lines, line => !IsEnvelope(line) && !line.StartsWith(' ') && !line.StartsWith('\t'));
        return string.Join("\r\n", lines[first..]);
    }

    private static bool IsEnvelope(string line) =>
        line.StartsWith("X-Sender:", StringComparison.Ordinal) || line.StartsWith("X-Receiver:", StringComparison.Ordinal);
}
