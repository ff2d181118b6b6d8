using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Testing.Fuzz;

/// <summary>Fills messages of any type at random, by their descriptors.</summary>
public sealed class RandomMessages(HostileValues values)
{
    private const int MostDepth = 5;

    public IMessage Of(MessageDescriptor type, int depth = 0)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (!values.Once(3))
            {
                Fill(message, field, depth);
            }
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (depth > MostDepth && field.FieldType == FieldType.Message)
        {
            return;
        }

        if (field.IsMap)
        {
            FillMap(field, (IDictionary)field.Accessor.GetValue(message), depth);
        }
        else if (field.IsRepeated)
        {
            FillList(field, (IList)field.Accessor.GetValue(message), depth);
        }
        else
        {
            field.Accessor.SetValue(message, One(field, depth));
        }
    }

    private void FillMap(FieldDescriptor field, IDictionary map, int depth)
    {
        for (var i = values.Random.Next(3); i > 0; i--)
        {
            map[One(field.MessageType.FindFieldByNumber(1), depth)] = One(field.MessageType.FindFieldByNumber(2), depth + 1);
        }
    }

    private void FillList(FieldDescriptor field, IList list, int depth)
    {
        for (var i = values.Once(50) ? 120 : values.Random.Next(3); i > 0; i--)
        {
            list.Add(One(field, depth + 1));
        }
    }

    private object One(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => values.Text(),
        FieldType.Bool => values.Once(2),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)values.Number(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => values.Number(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)values.Number(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)values.Number(),
        FieldType.Double => values.Pick([0d, -1, double.NaN, double.MaxValue]),
        FieldType.Float => values.Pick([0f, -1, float.NaN, float.MaxValue]),
        FieldType.Bytes => ByteString.CopyFromUtf8(values.Text()),
        FieldType.Enum => values.Once(10) ? (int)values.Number() : values.Pick((IReadOnlyList<EnumValueDescriptor>)[.. field.EnumType.Values]).Number,
        FieldType.Message => Part(field.MessageType, depth),
        _ => throw new NotSupportedException($"{field.FullName} is of a type that no request has."),
    };

    private IMessage Part(MessageDescriptor type, int depth)
    {
        if (type == Timestamp.Descriptor)
        {
            return values.Once(2) ? Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddDays(20_000)) : new Timestamp { Seconds = values.Number(), Nanos = (int)values.Number() };
        }

        return type.FullName == "common.v1.Date" && !values.Once(3) ? SomeDay(type) : Of(type, depth + 1);
    }

    private IMessage SomeDay(MessageDescriptor type)
    {
        var day = type.Parser.ParseFrom(ByteString.Empty);
        type.FindFieldByName("year").Accessor.SetValue(day, values.Pick([1, 1900, 2026, 2026, 2027, 2999, 9999]));
        type.FindFieldByName("month").Accessor.SetValue(day, values.Random.Next(1, 13));
        type.FindFieldByName("day").Accessor.SetValue(day, values.Random.Next(1, 32));
        return day;
    }
}
