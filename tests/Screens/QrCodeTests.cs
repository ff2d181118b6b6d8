using System.Globalization;
using System.Text.RegularExpressions;
using Screens.Components;
using Shouldly;
using Xunit;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Screens.Tests;

public partial class QrCodeTests
{
    private const int Scale = 4;

    /// <summary>By a reader that shares no code with what draws it.</summary>
    [Theory]
    [InlineData("7kQ2mX9bT4cV8nZ3pL6rHw")]
    [InlineData("P-3F9A")]
    public async Task A_camera_reads_what_it_says(string text)
    {
        var html = await Rendered.Html<QrCode>(new { Text = text, Label = "Code of your pass" });

        Read(html).ShouldBe(text);
        html.ShouldContain("aria-label=\"Code of your pass\"");
    }

    private static string? Read(string html)
    {
        var size = int.Parse(ViewBox().Match(html).Groups[1].Value, CultureInfo.InvariantCulture);
        var light = Enumerable.Repeat((byte)255, size * size * Scale * Scale).ToArray();
        foreach (Match run in Runs().Matches(html))
        {
            var (x, y, length) = (Number(run, 1), Number(run, 2), Number(run, 3));
            for (var row = y * Scale; row < (y + 1) * Scale; row++)
            {
                Array.Fill<byte>(light, 0, (row * size * Scale) + (x * Scale), length * Scale);
            }
        }

        var picture = new RGBLuminanceSource(light, size * Scale, size * Scale, RGBLuminanceSource.BitmapFormat.Gray8);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture)))?.Text;
    }

    private static int Number(Match run, int group) => int.Parse(run.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("viewBox=\"0 0 ([0-9]+)")]
    private static partial Regex ViewBox();

    [GeneratedRegex("M([0-9]+) ([0-9]+)h([0-9]+)v1")]
    private static partial Regex Runs();
}
