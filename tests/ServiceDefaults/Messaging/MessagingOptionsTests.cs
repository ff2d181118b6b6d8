using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServiceDefaults.Hosting;
using ServiceDefaults.Messaging;

namespace ServiceDefaults.Tests.Messaging;

public sealed class MessagingOptionsTests
{
    [Theory]
    [InlineData("Messaging:Concurrency", "0")]
    [InlineData("Messaging:Prefetch", "0")]
    [InlineData("Messaging:Prefetch", "3")]
    [InlineData("Messaging:Prefetch", "1001")]
    [InlineData("Messaging:Transport", "Pigeon")]
    [InlineData("Messaging:Transport", "RabbitMq")]
    public async Task A_setting_that_makes_no_sense_ends_the_start(string setting, string value) =>
        (await Should.ThrowAsync<WrongSettingException>(() => Support.ThingsUnderTest.Start(
            new ServiceSettings { Configuration = new() { [setting] = value } }))).Message.ShouldContain(setting);

    [Fact]
    public void A_handler_takes_two_hundred_messages_and_works_on_four() =>
        (new MessagingOptions().Prefetch, new MessagingOptions().Concurrency).ShouldBe((200, 4));

    [Fact]
    public async Task The_library_beneath_tells_its_makers_nothing()
    {
        await using var things = await Support.BrokerInMemory.Start(ServiceDefaults.Data.DatabaseProvider.Sqlite);
        things.Service.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled.ShouldBeFalse();
    }
}
