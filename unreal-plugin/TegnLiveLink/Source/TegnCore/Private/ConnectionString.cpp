#include "TegnCore/ConnectionString.h"

#include <algorithm>
#include <cmath>

#include "TegnCore/Protocol.h"

namespace tegn {

namespace connection_string_detail {
namespace {

constexpr const char* kDefaultPort = ":41520";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/** Whether the part between scheme and path names a port; a colon inside [] belongs to an IPv6 address. */
bool hasPort(std::string_view authority) {
  const auto colon = authority.rfind(':');
  const auto bracket = authority.rfind(']');
  return colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
}

std::string completeUrl(std::string_view text) {
  if (text.empty()) return kDefaultUrl;
  std::string url(text);
  // a bare address means the plugin's own server, which speaks on the default port; a full URL has the port of its scheme
  if (url.find("://") != std::string::npos) return url;
  const auto path = url.find('/');
  if (!hasPort(std::string_view(url).substr(0, path))) url.insert(path == std::string::npos ? url.size() : path, kDefaultPort);
  return "ws://" + url;
}

double readMillis(std::string_view text, double usual) {
  double value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > kMostDelayMillis) return usual;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? usual : std::clamp(value, kLeastDelayMillis, kMostDelayMillis);
}

void readPart(std::string_view part, ConnectionString& dst) {
  const auto equals = part.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = trimmed(part.substr(0, equals));
  const std::string_view value = trimmed(part.substr(equals + 1));
  if (name == "prefix") dst.prefix = value;
  if (name == "token") dst.token = value;
  if (name == "delay") dst.delayMillis = readMillis(value, dst.delayMillis);
  if (name == "delivery") dst.delivery = value == "every" ? Delivery::EveryFrame : Delivery::Interpolated;
  if (name == "compact") dst.compact = value != "no";
}

}  // namespace
}  // namespace connection_string_detail

ConnectionString parseConnectionString(std::string_view text) {
  using namespace connection_string_detail;
  ConnectionString result;
  result.url = completeUrl(trimmed(text.substr(0, text.find(';'))));
  for (auto semicolon = text.find(';'); semicolon != std::string_view::npos; semicolon = text.find(';')) {
    text.remove_prefix(semicolon + 1);
    readPart(text.substr(0, text.find(';')), result);
  }
  return result;
}

std::string formatConnectionString(const ConnectionString& connection) {
  const ConnectionString usual;
  std::string text = connection.url;
  if (!connection.prefix.empty()) text += "; prefix=" + connection.prefix;
  if (!connection.token.empty()) text += "; token=" + connection.token;
  if (connection.delivery == Delivery::EveryFrame) text += "; delivery=every";
  const int millis = static_cast<int>(std::floor(connection.delayMillis + 0.5));
  if (millis != static_cast<int>(usual.delayMillis)) text += "; delay=" + std::to_string(millis);
  if (!connection.compact) text += "; compact=no";
  return text;
}

}  // namespace tegn
