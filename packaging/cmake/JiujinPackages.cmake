# The Debian packages: what lies in them is said where each part is declared (PACKAGE). `cpack` in the build folder makes them.
#   jiujin-terminal     what a hall's terminal runs; no simulated device, no test program
#   jiujin-platform     the central platform
#   jiujin-maker        what makes, previews and signs matters (jiujin-matter); for an office, not for a hall
#   jiujin-simulators   simulated devices, for training and for looking at screens; never for a hall that serves people
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
install(DIRECTORY resources/matters resources/calendar resources/divisions resources/notices DESTINATION share/jiujin COMPONENT terminal)
install(DIRECTORY resources/calendar DESTINATION share/jiujin-platform COMPONENT platform)
install(FILES packaging/systemd/jiujin-confirm.service packaging/systemd/jiujin-confirm.timer DESTINATION lib/systemd/system COMPONENT platform)
install(DIRECTORY resources/matters resources/notices resources/calendar resources/divisions DESTINATION share/jiujin-maker COMPONENT maker)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME jiujin)
set(CPACK_PACKAGE_CONTACT "Jiujin")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL terminal platform maker simulators)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TERMINAL_PACKAGE_NAME jiujin-terminal)
set(CPACK_DEBIAN_PLATFORM_PACKAGE_NAME jiujin-platform)
set(CPACK_DEBIAN_MAKER_PACKAGE_NAME jiujin-maker)
set(CPACK_DEBIAN_SIMULATORS_PACKAGE_NAME jiujin-simulators)
set(CPACK_COMPONENT_TERMINAL_DESCRIPTION "Self-service terminal for government services")
set(CPACK_COMPONENT_PLATFORM_DESCRIPTION "Central platform behind self-service terminals for government services")
set(CPACK_COMPONENT_MAKER_DESCRIPTION "Maker of matters for self-service terminals for government services")
set(CPACK_COMPONENT_SIMULATORS_DESCRIPTION "Simulated devices for a self-service terminal, for training only")
# What no library's name says: QML's own modules, characters, the print queue.
set(screens
  "qml6-module-qtqml, qml6-module-qtqml-models, qml6-module-qtqml-workerscript, qml6-module-qtquick, qml6-module-qtquick-controls, qml6-module-qtquick-layouts, qml6-module-qtquick-shapes, qml6-module-qtquick-templates, qml6-module-qtquick-window, qt6-qpa-plugins, fonts-noto-cjk")
set(CPACK_DEBIAN_TERMINAL_PACKAGE_DEPENDS "${screens}, cups-daemon, cups-filters")
set(CPACK_DEBIAN_MAKER_PACKAGE_DEPENDS "${screens}")
set(CPACK_DEBIAN_SIMULATORS_PACKAGE_DEPENDS "jiujin-terminal (= ${PROJECT_VERSION})")
include(CPack)
