using Contracts.Notifications.V1;
using MimeKit;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>What stands above the text of a mail, read back from the file.</summary>
public sealed class MailHeaderTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("Lovelace, Ada")]
    [InlineData("Ada \"Countess\" Lovelace")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("Ada; Byron: (born) @ back\\slash")]
    [InlineData("Nguyễn Thị Ánh, Đỗ")]
    [InlineData("آدا «لاولیس»، کنتس")]
    [InlineData("Zażółć \"Gęślą\" <Jaźń>")]
    [InlineData("Perché no? L'Università")]
    [InlineData("Ada 🚲 Lovelace")]
    [InlineData("Ölçüm Ürünleri ve Çok Uzun İsimli Müşteri Hizmetleri Şirketi Anonim Ortaklığı Şubesi")]
    public async Task A_name_arrives_as_it_is_written(string name)
    {
        await using var notifications = await NotificationsUnderTest.Start(new() { ["Mail:FromName"] = name });
        var order = Order();

        await notifications.Deliver(Closed(order, Customer(name)));

        var file = notifications.FileOf(await notifications.MailOf(order, MailState.Sent));
        file.To.Name.ShouldBe(name);
        file.To.Address.ShouldBe("ada@example.com");
        file.Message.From.Mailboxes.ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public async Task Machines_are_told_when_it_was_sent_in_which_language_and_not_to_answer()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Closed(order, Customer(language: "pl")));

        var file = notifications.FileOf(await notifications.MailOf(order, MailState.Sent));
        file.Message.Date.ShouldBe(notifications.Clock.GetUtcNow());
        file.Message.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        file.Message.Body.ShouldBeOfType<MultipartAlternative>().Headers["Content-Language"].ShouldBe("pl");
    }

    [Fact]
    public async Task A_file_is_plain_ascii_with_the_line_ends_of_the_standard()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Closed(order, Customer("آدا", "fa")));

        var mail = await notifications.MailOf(order, MailState.Sent);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(notifications.MailFolder, $"{mail.Id}.eml"));
        bytes.ShouldAllBe(b => b < 128);
        bytes.Count(b => b == '\n').ShouldBe(bytes.Zip(bytes.Skip(1)).Count(pair => pair is { First: (byte)'\r', Second: (byte)'\n' }));
    }

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("ada+shop@example.com")]
    [InlineData("zażółć@example.com")]
    [InlineData("ada@müller.example")]
    [InlineData("ada@xn--mller-kva.example")]
    public async Task An_address_is_written_to(string address)
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Closed(order, Customer(email: address)));

        (await notifications.MailOf(order, MailState.Sent)).To.ShouldBe(address);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com, eve@example.com")]
    [InlineData("ada(countess)@example.com")]
    public async Task What_is_no_plain_address_is_not_written_to(string address)
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Closed(order, Customer(email: address)));

        (await notifications.MailOf(order, MailState.Failed)).LastError.ShouldContain("not a mail address");
    }
}
