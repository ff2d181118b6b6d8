using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;

namespace ServiceDefaults.Telemetry;

/// <summary>Gives the spans of Grpc.Net.Client the names and attributes of OpenTelemetry's conventions for RPC.</summary>
internal sealed class GrpcClientSpans : BaseProcessor<Activity>
{
    public const string Source = "Grpc.Net.Client";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Source || data.GetTagItem("grpc.method") is not string path)
        {
            return;
        }

        CallTelemetry.SetMethod(data, path);
        if (int.TryParse(data.GetTagItem("grpc.status_code") as string, CultureInfo.InvariantCulture, out var status))
        {
            data.SetTag(CallTelemetry.StatusTag, status);
            if (status != 0)
            {
                data.Fail($"{status}");
            }
        }

        data.SetTag("grpc.method", null);
        data.SetTag("grpc.status_code", null);
    }
}
