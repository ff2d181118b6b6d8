using ServiceDefaults.Messaging;

namespace ServiceDefaults.Tests.Messaging;

public sealed class MessagingOptionsTests
{
    [Theory]
    [InlineData("Messaging:Concurrency", "0")]
    [InlineData("Messaging:Prefetch", "0")]
    [InlineData("Messaging:Prefetch", "3")]
    [InlineData("Messaging:Prefetch", "1001")]
    public async Task A_setting_that_makes_no_sense_ends_the_start(string setting, string value) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Support.ThingsUnderTest.Start(
            new ServiceSettings { Configuration = new() { [setting] = value } }))).Message.ShouldContain(setting);

    [Fact]
    public void A_handler_takes_sixteen_messages_and_works_on_four() =>
        (new MessagingOptions().Prefetch, new MessagingOptions().Concurrency).ShouldBe((16, 4));
}
