namespace Notifications.Tests;

/// <summary>One service for the tests of a class that look at their own orders and customers alone, and leave its clock as it is.</summary>
public sealed class SharedNotifications : IAsyncLifetime
{
    private NotificationsUnderTest? _service;

    public NotificationsUnderTest Service => _service ?? throw new InvalidOperationException("It has not been started.");

    public async Task InitializeAsync() => _service = await NotificationsUnderTest.Start();

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
