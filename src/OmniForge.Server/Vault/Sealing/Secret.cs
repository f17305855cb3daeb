using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OmniForge.Server.Vault.Sealing;

/// <summary>
/// A value nobody may see by accident: as text, in a debugger and in JSON it is `[secret]`. The value leaves through <see cref="Reveal"/>
/// alone, whose callers are a reviewed list. Its bytes are cleared when it is disposed.
/// </summary>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(Masked))]
internal sealed class Secret : ISpanFormattable, IDisposable
{
    public const string Mask = "[secret]";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private byte[]? _value;

    private Secret(byte[] value) => _value = value;

    /// <summary>A copy of the value; the caller clears its own.</summary>
    public static Secret Of(ReadOnlySpan<byte> value) => Filled(value.Length, value.ToArray(), static (own, from) =>
    {
        from.CopyTo(own);
        CryptographicOperations.ZeroMemory(from);
    });

    /// <summary>A value written in place, so that there is no second copy of it.</summary>
    public static Secret Filled<TState>(int length, TState state, SpanAction<byte, TState> fill)
    {
        // Pinned: the collector would otherwise leave copies behind when it moves the bytes.
        var value = GC.AllocateArray<byte>(length, pinned: true);
        fill(value, state);
        return new(value);
    }

    /// <summary>The value itself, valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Reveal() => _value ?? throw new ObjectDisposedException(nameof(Secret));

    public override string ToString() => Mask;

    public string ToString(string? format, IFormatProvider? formatProvider) => Mask;

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = Mask.TryCopyTo(destination) ? Mask.Length : 0;
        return charsWritten > 0;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_value);
        _value = null;
    }

    private sealed class Masked : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("A secret is never read from JSON.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Mask);
    }
}
