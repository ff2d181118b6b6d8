using System.Net;
using System.Security.Cryptography.X509Certificates;
using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.Extensions.Options;
using Testing.Smtp;
using Testing.Tls;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>Encryption and signing in at the mail server.</summary>
public sealed class SmtpSecurityTests : IDisposable
{
    private static readonly NetworkCredential Credentials = new("shop", "pass:wörd");

    private readonly Authority _authority = new();

    private X509Certificate2 Certificate => X509Certificate2.CreateFromPemFile(_authority.CertificatePath, _authority.KeyPath);

    [Fact]
    public async Task With_tls_a_mail_goes_out_encrypted_by_starttls()
    {
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate });

        await Sent(smtp, new() { ["Mail:Smtp:Tls"] = "true", ["Mail:Smtp:CaPath"] = _authority.CaPath });

        smtp.Received.ShouldHaveSingleItem().Encrypted.ShouldBeTrue();
    }

    [Fact]
    public async Task With_implicit_tls_a_mail_goes_out_encrypted_from_the_first_byte()
    {
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate, ImplicitTls = true });

        await Sent(smtp, new() { ["Mail:Smtp:ImplicitTls"] = "true", ["Mail:Smtp:CaPath"] = _authority.CaPath });

        smtp.Received.ShouldHaveSingleItem().Encrypted.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_tls_a_mail_is_encrypted_where_the_server_offers_it_under_any_certificate()
    {
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate });

        await Sent(smtp, []);

        smtp.Received.ShouldHaveSingleItem().Encrypted.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_tls_a_mail_goes_in_clear_text_where_the_server_offers_nothing()
    {
        await using var smtp = new MailServer();

        await Sent(smtp, []);

        smtp.Received.ShouldHaveSingleItem().Encrypted.ShouldBeFalse();
    }

    [Fact]
    public async Task With_tls_a_server_that_offers_none_gets_no_mail_yet()
    {
        await using var smtp = new MailServer();

        (await Deferred(smtp, new() { ["Mail:Smtp:Tls"] = "true" })).ShouldContain("STARTTLS");

        smtp.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Tls", false)]
    [InlineData("ImplicitTls", true)]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_mail_yet(string setting, bool implicitTls)
    {
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate, ImplicitTls = implicitTls });

        (await Deferred(smtp, new() { [$"Mail:Smtp:{setting}"] = "true" })).ShouldContain("SSL or TLS");

        smtp.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_of_another_host_gets_no_mail_yet()
    {
        _authority.Issue("elsewhere.example");
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate });

        (await Deferred(smtp, new() { ["Mail:Smtp:Tls"] = "true", ["Mail:Smtp:CaPath"] = _authority.CaPath })).ShouldContain("host name");

        smtp.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_user_signs_in()
    {
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate, Credentials = Credentials });

        await Sent(smtp, Authenticated(Credentials.Password));

        smtp.Received.ShouldHaveSingleItem().User.ShouldBe("shop");
    }

    [Fact]
    public async Task A_password_that_is_refused_leaves_the_mail_waiting_and_shows_nowhere()
    {
        await using var smtp = new MailServer(new MailServerSettings { Certificate = Certificate, Credentials = Credentials });

        var error = await Deferred(smtp, Authenticated("guessed-wrong"));

        error.ShouldContain("535");
        error.ShouldNotContain("guessed-wrong");
        smtp.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_asks_for_a_user_where_none_is_set_leaves_the_mail_waiting()
    {
        await using var smtp = new MailServer(new MailServerSettings { Credentials = Credentials });

        (await Deferred(smtp, [])).ShouldContain("authentication required");
    }

    [Fact]
    public async Task A_missing_file_of_authorities_is_said_at_start()
    {
        await using var smtp = new MailServer();

        var refused = await Should.ThrowAsync<OptionsValidationException>(
            () => NotificationsUnderTest.StartWith(smtp, settings: new() { ["Mail:Smtp:CaPath"] = "/nowhere/ca.pem" }));

        refused.Message.ShouldContain("Mail:Smtp:CaPath");
    }

    public void Dispose() => _authority.Dispose();

    private Dictionary<string, string?> Authenticated(string password) => new()
    {
        ["Mail:Smtp:Tls"] = "true",
        ["Mail:Smtp:CaPath"] = _authority.CaPath,
        ["Mail:Smtp:User"] = Credentials.UserName,
        ["Mail:Smtp:Password"] = password,
    };

    private static async Task Sent(MailServer smtp, Dictionary<string, string?> settings)
    {
        await using var notifications = await NotificationsUnderTest.StartWith(smtp, settings: settings);
        var order = await Close(notifications);
        await notifications.MailOf(order, MailState.Sent);
    }

    /// <summary>Returns why the mail waits for its next try.</summary>
    private static async Task<string> Deferred(MailServer smtp, Dictionary<string, string?> settings)
    {
        await using var notifications = await NotificationsUnderTest.StartWith(smtp, settings: settings);
        var order = await Close(notifications);
        await Eventually.Async(async () => (await notifications.MailOf(order, MailState.Queued)).LastError.Length > 0, "the first try to fail");
        return (await notifications.MailOf(order, MailState.Queued)).LastError;
    }

    private static async Task<Subject> Close(NotificationsUnderTest notifications)
    {
        var order = Order();
        await notifications.Deliver(Closed(order, Customer()));
        return order;
    }
}
