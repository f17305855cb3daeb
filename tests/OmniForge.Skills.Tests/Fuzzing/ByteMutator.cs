using System.Text;

namespace OmniForge.Skills.Tests.Fuzzing;

/// <summary>Makes a new file out of good ones: bytes flipped, cut, doubled, moved, spliced, and tokens of the language inserted.</summary>
internal sealed class ByteMutator(int seed)
{
    private const int MaxLength = 5_000;

    private static readonly byte[][] Tokens =
    [.. new[]
    {
        "---", "\n---\n", "\n", "\r", "\r\n", ":", ": ", "  ", "\t", "- ", "\"", "'", "[", "]", "{", "}", "|", ">-", "&a ", "*a", "!!t ", "# ",
        "? ", "...", "\\", "<<: ", "\0", "\uFEFF", "\u2028", "\u0085", "🙂", "‮", "`", "```", "$ARGUMENTS", "${", "$0", "!`", "allowed-tools: ",
        "Bash(", ")", ",", "name: ", "description: ", "metadata:\n  a: b\n", "<!-- ", "[a](", "omniforge-disable-next-line OF3003", "/Users/me/",
    }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xFE, 0xFF]];

    private readonly Random _random = new(seed);

    public byte[] Mutate(IReadOnlyList<byte[]> seeds)
    {
        var bytes = seeds[_random.Next(seeds.Count)].ToList();
        for (var edits = 1 + _random.Next(8); edits > 0; edits--)
        {
            Edit(bytes, seeds);
        }

        return bytes.Count <= MaxLength ? [.. bytes] : [.. bytes.Take(MaxLength)];
    }

    private void Edit(List<byte> bytes, IReadOnlyList<byte[]> seeds)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 40), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3:
                var other = seeds[_random.Next(seeds.Count)];
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + 200)]);
                break;
            case 4 when length > 1:
                bytes.Reverse(at, length);
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat(Tokens[_random.Next(Tokens.Length)], 1 + _random.Next(30)).SelectMany(token => token));
                break;
            default:
                bytes.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
        }
    }
}
