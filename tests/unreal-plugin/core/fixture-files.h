/** The byte fixtures that every implementation of docs/protocol.md answers to. */
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/** Names in a folder below tests/fixtures/protocol that end so, sorted. */
std::vector<std::string> fixtureNames(const std::string& folder, const std::string& ending);
std::vector<std::uint8_t> readFixture(const std::string& name);
